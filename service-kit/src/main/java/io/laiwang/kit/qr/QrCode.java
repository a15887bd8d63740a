package io.laiwang.kit.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** A QR code (ISO/IEC 18004) with its quiet zone of four modules. Draws without AWT, so it also runs as a native image. */
public final class QrCode {
    private static final int QUIET = 4;
    private static final int PIXELS_PER_MODULE = 10;

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /** @param text a few hundred characters at most; level M: a code is read with 15 % of it hidden */
    public static QrCode of(String text) {
        try {
            return new QrCode(
                    Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** A picture that scales: one path over a white square. */
    public String svg() {
        int side = side();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (isDark(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%2$s"/></svg>
                """.formatted(side, path);
    }

    /** A picture of ten pixels a module, one bit a pixel. */
    public byte[] png() {
        return Png.ofBits(side() * PIXELS_PER_MODULE, (x, y) -> !isDark(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE));
    }

    /** In modules, with the quiet zone. */
    private int side() {
        return modules.getWidth() + 2 * QUIET;
    }

    private boolean isDark(int x, int y) {
        int column = x - QUIET;
        int row = y - QUIET;
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == 1;
    }
}
