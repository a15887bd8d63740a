package io.laiwang.kit.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final String TEXT = "laiwang:add:3q2-7wAAAAAAAAAAAAAAAA";
    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1");

    @Test
    void aScannerReadsThePng() throws IOException, ReaderException {
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(QrCode.of(TEXT).png()));
        int side = picture.getWidth();
        assertEquals(side, picture.getHeight());
        assertEquals(TEXT, scan(side, picture.getRGB(0, 0, side, side, null, 0, side)));
    }

    @Test
    void aScannerReadsTheSvg() throws ReaderException {
        String svg = QrCode.of(TEXT).svg();
        Matcher side = SIDE.matcher(svg);
        assertEquals(true, side.find());
        assertEquals(TEXT, scan(Integer.parseInt(side.group(1)) * 4, pixels(svg, Integer.parseInt(side.group(1)), 4)));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> QrCode.of("x".repeat(5_000)));
    }

    private static int[] pixels(String svg, int modules, int scale) {
        int side = modules * scale;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xffffff);
        Matcher dark = MODULE.matcher(svg);
        while (dark.find()) {
            for (int i = 0; i < scale * scale; i++) {
                int x = Integer.parseInt(dark.group(1)) * scale + i % scale;
                int y = Integer.parseInt(dark.group(2)) * scale + i / scale;
                pixels[y * side + x] = 0;
            }
        }
        return pixels;
    }

    private static String scan(int side, int[] rgb) throws ReaderException {
        LuminanceSource source = new RGBLuminanceSource(side, side, rgb);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
