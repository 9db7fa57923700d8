package dev.snn.report.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.error.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One neuron driven by a current: the current of each step, the membrane before the reset, and the
 * steps at which it spikes.
 */
public final class TracePlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int MARKER = 7;
  private static final double ROOM = 0.12;

  private TracePlot() {}

  /**
   * Makes a neuron and draws what it does.
   *
   * @param neuron its name, or a mapping with its options
   * @param current of each step
   * @param dt length of a step in ms
   * @param seed of what the neuron draws when it is made
   */
  public static Figure of(
      SnnEngine engine, JsonNode neuron, double[] current, double dt, long seed) {
    Resolved<NeuronModel> part =
        engine.resolver().resolve(Family.NEURON, neuron, null, "neuron", "type");
    NeuronModel model =
        Context.empty(engine.resolver(), engine.dataHome(), dt, new Seed(seed))
            .at("neuron", 1)
            .withSteps(current.length)
            .make(part);
    Tensor input = Tensor.zeros(current.length, 1, model.size());
    for (int t = 0; t < current.length; t++) {
      Arrays.fill(input.row(t, 0), (float) current[t]);
    }
    NeuronModel.Forward forward =
        model.forward(input, model.initialState(1), Pass.hard().forEvaluation());
    double[] membrane =
        IntStream.range(0, current.length)
            .mapToDouble(t -> forward.membrane().get(t, 0, 0))
            .toArray();
    int[] spikes =
        forward.output() instanceof Spikes events
            ? IntStream.range(0, current.length).filter(t -> events.count(t, 0) > 0).toArray()
            : new int[0];
    return draw(part.entry().name(), current, membrane, spikes, dt);
  }

  static Figure draw(String name, double[] current, double[] membrane, int[] spikes, double dt) {
    double[] times = IntStream.range(0, current.length).mapToDouble(t -> t * dt).toArray();
    XYChart chart = Charts.chart(name, "time (ms)", "membrane", WIDTH, HEIGHT);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(Math.max(dt, (current.length - 1) * dt));
    double low = Math.min(0, Arrays.stream(membrane).min().orElse(0));
    double high = Math.max(low + 1e-9, Arrays.stream(membrane).max().orElse(1));
    double room = ROOM * (high - low);
    chart.getStyler().setYAxisMin(0, low - (low < 0 ? room : 0));
    chart.getStyler().setYAxisMax(0, high + 2 * room);
    XYSeries line = chart.addSeries("membrane before the reset", times, membrane);
    line.setMarker(SeriesMarkers.NONE);
    if (spikes.length > 0) {
      double[] at = Arrays.stream(spikes).mapToDouble(t -> t * dt).toArray();
      double[] top = new double[at.length];
      Arrays.fill(top, high + room);
      XYSeries dots = chart.addSeries("spikes", at, top);
      dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      dots.setMarker(SeriesMarkers.DIAMOND);
      dots.setMarkerColor(Charts.colour(3));
    }
    XYSeries drive = chart.addSeries("current", times, current);
    drive.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    drive.setMarker(SeriesMarkers.NONE);
    drive.setLineColor(Charts.GRAY);
    drive.setYAxisGroup(1);
    chart.setYAxisGroupTitle(1, "current");
    chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
    double most = Arrays.stream(current).max().orElse(1);
    double least = Math.min(0, Arrays.stream(current).min().orElse(0));
    chart.getStyler().setYAxisMin(1, least);
    // The lower third is left to the current.
    chart.getStyler().setYAxisMax(1, Math.max(1e-9, least + 3 * (most - least)));
    return new Figure(List.of(chart), lines(name, membrane, spikes, dt));
  }

  private static List<String> lines(String name, double[] membrane, int[] spikes, double dt) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %s in %.4g ms, membrane from %.4g to %.4g",
            name,
            Shown.count(spikes.length, "spike"),
            membrane.length * dt,
            Arrays.stream(membrane).min().orElse(0),
            Arrays.stream(membrane).max().orElse(0));
    return spikes.length == 0
        ? List.of(line)
        : List.of(line, "spikes at steps " + join(spikes) + " (the first step is 0)");
  }

  private static String join(int[] steps) {
    return String.join(" ", Arrays.stream(steps).mapToObj(Integer::toString).toList());
  }
}
