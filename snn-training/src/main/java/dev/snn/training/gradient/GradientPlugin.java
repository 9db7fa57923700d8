package dev.snn.training.gradient;

import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import java.util.List;
import java.util.Locale;

/** Mini-batch gradient descent; see {@link GradientTraining}. */
public final class GradientPlugin implements ProcedurePlugin<GradientPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("how a batch becomes gradients") @PartOf("learning-rule") Part learningRule,
      @Doc("how gradients become updates") @PartOf("optimizer") Part optimizer,
      @Doc("examples per update; the last batch of an epoch may be smaller") int batch,
      @Doc("passes over the training split") int epochs,
      @Doc("factor on the learning rate over training") Schedule schedule,
      @Doc("epochs over which the learning rate rises from 0, before the schedule begins")
          double warmupEpochs,
      @Doc("factor at the end of cosine and linear") double endScale,
      @Doc("epochs between two drops of step") int stepEpochs,
      @Doc("factor of each drop of step") double stepFactor,
      @Doc("largest norm of all gradients together; 0 for no bound") double clipNorm,
      @Doc(
              "evaluations without a better validation score of the first metric before training stops and the best parameters come back; 0 to train on")
          int earlyStopping,
      @Doc("true to draw a new order of the examples in each epoch") boolean shuffle,
      @Doc("epochs between two evaluations; the last epoch always has one") int evaluateEvery,
      @Doc(
              "at the end, gradients of one batch with so many draws (at least 2) of the spikes, to measure"
                  + " their variance; 0 not to")
          int gradientDraws,
      @Doc(
              "true: beside the last epoch's, the first metric's test score at the epoch that is best by"
                  + " validation, and the best test score of all")
          @Added
          boolean bests,
      @Doc(
              "true: at the end, the norm of one batch's gradient of each block or layer, and that of the"
                  + " first over that of the last")
          @Added
          boolean gradientNorms,
      @Doc(
              "how examples are changed while they are trained on, one after the other, anew in each"
                  + " epoch; evaluations see the originals")
          @Added
          @PartOf("augmentation")
          List<Part> augment,
      @Doc(
              "steps that each example keeps while it is trained on, drawn anew in each epoch, in their"
                  + " order; evaluations see all of them; 0: all")
          @Added
          int chooseSteps,
      @Doc(
              "prunes weights and lets others grow while the network learns; none where it is left out")
          @Added
          @PartOf("rewiring")
          Part rewiring,
      @Doc(
              "layers all of whose weights stay, by name or place (layers[1]), where there is a rewiring")
          @Added
          List<String> denseLayers) {

    /** Checks the values. */
    public Config {
      augment = List.copyOf(augment);
      denseLayers = List.copyOf(denseLayers);
      Check.atLeastOne("batch", batch);
      Check.atLeastOne("epochs", epochs);
      Check.between("warmup_epochs", warmupEpochs, 0, epochs);
      Check.notNegative("end_scale", endScale);
      Check.atLeastOne("step_epochs", stepEpochs);
      Check.positive("step_factor", stepFactor);
      Check.notNegative("clip_norm", clipNorm);
      Check.atLeast("early_stopping", earlyStopping, 0);
      Check.atLeastOne("evaluate_every", evaluateEvery);
      Check.atLeast("choose_steps", chooseSteps, 0);
      if (gradientDraws != 0) {
        Check.atLeast("gradient_draws", gradientDraws, 2);
      }
    }

    /** With another number of epochs, as far as comparing goes. */
    private Config with(int otherEpochs) {
      return new Config(
          learningRule,
          optimizer,
          batch,
          otherEpochs,
          schedule,
          warmupEpochs,
          endScale,
          stepEpochs,
          stepFactor,
          clipNorm,
          earlyStopping,
          shuffle,
          evaluateEvery,
          gradientDraws,
          bests,
          gradientNorms,
          augment,
          chooseSteps,
          rewiring,
          denseLayers);
    }
  }

  @Override
  public String name() {
    return "gradient";
  }

  @Override
  public String description() {
    return "mini-batch gradient descent";
  }

  @Override
  public Config defaults() {
    return new Config(
        Part.of("bptt"),
        Part.of("adam"),
        128,
        3,
        Schedule.CONSTANT,
        0,
        0,
        1,
        0.1,
        0,
        0,
        true,
        1,
        0,
        false,
        false,
        List.of(),
        0,
        null,
        List.of());
  }

  @Override
  public boolean continues(Config before, Config now, int epochs) {
    if (!now.with(before.epochs()).equals(before)) {
      return false;
    }
    if (now.epochs() <= epochs) {
      throw new UserError(
          "training.epochs: %d are asked for, and the training is beyond that. Ask for %d or more, or begin in another folder."
              .formatted(now.epochs(), epochs + 1));
    }
    if (now.schedule().isSpread()) {
      throw new UserError(
          "training.epochs: the schedule '%s' is spread over all epochs, so that those trained would have had other learning rates. Leave it at %d, or begin in another folder."
              .formatted(now.schedule().name().toLowerCase(Locale.ROOT), before.epochs()));
    }
    return true;
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new GradientTraining(config, context);
  }
}
