package io.millrace.app.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Horizontal bars under titles, as SVG. The writer of the platform escapes all text. Not
 * threadsafe.
 */
final class SvgBars {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int ROW = 20;
  private static final int WIDTH = 820;
  private static final int BAR_START = 220;
  private static final int BAR_WIDTH = 400;

  private final List<Row> rows = new ArrayList<>();

  private sealed interface Row {}

  private record Title(String text) implements Row {}

  private record Bar(String name, double share, double from, double to, String note)
      implements Row {}

  void title(String text) {
    rows.add(new Title(text));
  }

  /**
   * A bar.
   *
   * @param share its length, 0 to 1; NaN: nothing
   * @param from where a line across the bar begins, 0 to 1; NaN: there is none
   * @param to where it ends
   */
  void bar(String name, double share, double from, double to, String note) {
    rows.add(new Bar(name, share, from, to, note));
  }

  String svg() {
    StringWriter svg = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(svg);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(NAMESPACE);
      attributes(xml, "width", WIDTH, "height", (rows.size() + 1) * ROW);
      xml.writeAttribute("font-family", "sans-serif");
      xml.writeAttribute("font-size", "12");
      rectangle(xml, 0, 0, WIDTH, (rows.size() + 1) * ROW, "#ffffff");
      for (int index = 0; index < rows.size(); index++) {
        row(xml, rows.get(index), index * ROW);
      }
      xml.writeEndElement();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string refused to be written", e);
    }
    return svg.toString();
  }

  private static void row(XMLStreamWriter xml, Row row, int top) throws XMLStreamException {
    if (row instanceof Title title) {
      text(xml, 10, top + ROW, title.text(), "#000000");
    } else if (row instanceof Bar bar) {
      text(xml, 20, top + ROW - 5, bar.name(), "#333333");
      rectangle(xml, BAR_START, top + 4, BAR_WIDTH, ROW - 7, "#eeeeee");
      rectangle(xml, BAR_START, top + 4, length(bar.share()), ROW - 7, "#4477aa");
      if (bar.to() >= bar.from()) {
        int start = length(bar.from());
        rectangle(xml, BAR_START + start, top + 9, length(bar.to()) - start, 2, "#222222");
      }
      text(xml, BAR_START + BAR_WIDTH + 10, top + ROW - 5, bar.note(), "#333333");
    }
  }

  private static int length(double share) {
    return (int) Math.round(BAR_WIDTH * (share > 0 ? Math.min(1, share) : 0));
  }

  private static void rectangle(
      XMLStreamWriter xml, int left, int top, int width, int height, String color)
      throws XMLStreamException {
    xml.writeEmptyElement("rect");
    attributes(xml, "x", left, "y", top, "width", width, "height", height);
    xml.writeAttribute("fill", color);
  }

  private static void text(XMLStreamWriter xml, int left, int base, String text, String color)
      throws XMLStreamException {
    xml.writeStartElement("text");
    attributes(xml, "x", left, "y", base);
    xml.writeAttribute("fill", color);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void attributes(XMLStreamWriter xml, Object... namesAndValues)
      throws XMLStreamException {
    for (int index = 0; index < namesAndValues.length; index += 2) {
      xml.writeAttribute(
          String.valueOf(namesAndValues[index]),
          String.format(Locale.ROOT, "%s", namesAndValues[index + 1]));
    }
  }
}
