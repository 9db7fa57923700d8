package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import dev.snn.report.folder.TableFigure;
import dev.snn.report.folder.TableFigure.Axis;
import dev.snn.report.folder.TableFigure.Point;

/** The figures that experiment files ask for; one without points says why. */
final class FigureSection {
  private FigureSection() {}

  static ArrayNode of(OutputFolder folder) {
    ArrayNode list = Trees.NODES.arrayNode();
    for (TableFigure figure : TableFigure.of(folder)) {
      ObjectNode node = list.addObject().put("title", figure.title());
      axis(node.putObject("x"), figure.x());
      axis(node.putObject("y"), figure.y());
      if (figure.curves().isEmpty()) {
        node.put("nothing", figure.nothing());
      } else {
        figure.note().ifPresent(note -> node.put("note", note));
      }
      ArrayNode curves = node.putArray("curves");
      figure
          .curves()
          .forEach(
              (name, points) -> {
                ArrayNode places = curves.addObject().put("row", name).putArray("points");
                points.forEach(point -> point(places.addObject(), figure, point));
              });
    }
    return list;
  }

  private static void axis(ObjectNode node, Axis axis) {
    node.put("label", axis.label()).put("log", axis.log());
  }

  private static void point(ObjectNode node, TableFigure figure, Point point) {
    int factor = figure.y().factor();
    node.put("row", point.row());
    node.set("x", Values.of(figure.x().factor() * point.x()));
    node.set("y", Values.of(factor * point.y()));
    node.set("low", Values.of(factor * point.low()));
    node.set("high", Values.of(factor * point.high()));
  }
}
