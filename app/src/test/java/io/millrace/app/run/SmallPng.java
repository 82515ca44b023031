package io.millrace.app.run;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes pictures of pages small: a palette of their most frequent colours. */
final class SmallPng {
  private static final int COLOURS = 256;

  /** Shades that nobody tells apart become one. */
  private static final int MASK = 0xfcfcfc;

  private SmallPng() {}

  static byte[] of(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    List<Integer> palette = palette(image);
    Map<Integer, Integer> places = new HashMap<>();
    BufferedImage small =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(
                8,
                palette.size(),
                palette.stream().mapToInt(Integer::intValue).toArray(),
                0,
                false,
                -1,
                java.awt.image.DataBuffer.TYPE_BYTE));
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int place =
            places.computeIfAbsent(image.getRGB(x, y) & MASK, colour -> nearest(palette, colour));
        small.getRaster().setSample(x, y, 0, place);
      }
    }
    return written(small);
  }

  private static List<Integer> palette(BufferedImage image) {
    Map<Integer, Integer> counts = new HashMap<>();
    Map<Integer, Integer> exact = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int colour = image.getRGB(x, y) & 0xffffff;
        counts.merge(colour & MASK, 1, Integer::sum);
        exact.putIfAbsent(colour & MASK, colour);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(COLOURS)
        .map(entry -> exact.getOrDefault(entry.getKey(), entry.getKey()))
        .toList();
  }

  private static int nearest(List<Integer> palette, int colour) {
    int best = 0;
    for (int index = 1; index < palette.size(); index++) {
      if (distance(palette.get(index), colour) < distance(palette.get(best), colour)) {
        best = index;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int distance = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
      distance += difference * difference;
    }
    return distance;
  }

  private static byte[] written(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return bytes.toByteArray();
  }
}
