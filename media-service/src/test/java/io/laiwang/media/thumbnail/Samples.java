package io.laiwang.media.thumbnail;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.NodeList;

/** Pictures as other software writes them. */
public final class Samples {
    private static final String JPEG = "javax_imageio_jpeg_image_1.0";

    private Samples() {}

    /** Gradients, edges and lines: something of everything, and no two corners alike. */
    public static BufferedImage photo(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(240, 60, 30), width, height, new Color(20, 90, 220)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(30, 200, 60, 180));
        pen.fillOval(width / 8, height / 6, width / 2, height / 2);
        pen.setColor(Color.BLACK);
        pen.drawLine(0, height - 1, width - 1, height / 2);
        pen.setColor(Color.YELLOW);
        pen.fillRect(width * 3 / 4, 0, width / 4, height / 5);
        pen.dispose();
        return image;
    }

    /** Half of it clear. */
    public static BufferedImage clear(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(200, 0, 100, 120));
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        return image;
    }

    public static byte[] write(BufferedImage image, String format, boolean inPasses) {
        return write(image, format, inPasses, "11", 0);
    }

    /** @param sampling of the brightness, across and down, where the others have one */
    public static byte[] jpeg(BufferedImage image, boolean progressive, String sampling, int restartEvery) {
        return write(image, "jpeg", progressive, sampling, restartEvery);
    }

    private static byte[] write(
            BufferedImage image, String format, boolean inPasses, String sampling, int restartEvery) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(inPasses ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            IIOMetadata metadata = null;
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(0.95f);
                metadata = sampled(writer, param, image, sampling, restartEvery);
            }
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata sampled(
            ImageWriter writer, ImageWriteParam param, BufferedImage image, String sampling, int restartEvery)
            throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG);
        NodeList colors = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < colors.getLength(); i++) {
            IIOMetadataNode color = (IIOMetadataNode) colors.item(i);
            color.setAttribute("HsamplingFactor", i == 0 ? sampling.substring(0, 1) : "1");
            color.setAttribute("VsamplingFactor", i == 0 ? sampling.substring(1) : "1");
        }
        if (restartEvery > 0) {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(restartEvery));
            IIOMetadataNode sequence = (IIOMetadataNode)
                    root.getElementsByTagName("markerSequence").item(0);
            sequence.insertBefore(restarts, sequence.getFirstChild());
        }
        metadata.setFromTree(JPEG, root);
        return metadata;
    }

    /** Java writes none. */
    public static byte[] webp(String name) {
        return resource(name + ".webp");
    }

    public static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/webp/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other software reads, on white. */
    public static int[] pixels(byte[] picture) {
        BufferedImage image = image(picture);
        BufferedImage white = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = white.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, white.getWidth(), white.getHeight());
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        int[] pixels = white.getRGB(0, 0, white.getWidth(), white.getHeight(), null, 0, white.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }

    public static BufferedImage image(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mean difference of two pictures' samples, 0 to 255. */
    public static double difference(int[] one, int[] other) {
        if (one.length != other.length) {
            return 255;
        }
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs(((one[i] >> shift) & 0xff) - ((other[i] >> shift) & 0xff));
            }
        }
        return sum / (3.0 * one.length);
    }
}
