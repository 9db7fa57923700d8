package dev.snn.engine.config;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.tree.Option;
import dev.snn.engine.tree.Records;

/**
 * What a part knows of its surroundings; makes nested parts.
 *
 * @param resolver makes nested parts
 * @param path where the part stands
 * @param inputShape how the input lines lie
 * @param user the plug-in that makes nested parts; null where the program does
 */
public record Context(
    Resolver resolver,
    String path,
    Shape inputShape,
    int steps,
    int outputs,
    double dt,
    Seed seed,
    DatasetInfo dataset,
    DataHome data,
    Entry<?> user)
    implements BuildContext {

  @Override
  public int inputSize() {
    return inputShape.size();
  }

  /** A context before there are data or a network. */
  public static Context empty(Resolver resolver, DataHome data, double dt, Seed seed) {
    return new Context(resolver, "", Shape.flat(0), 0, 0, dt, seed, null, data, null);
  }

  /** The same surroundings for a part at another place. */
  public Context at(String otherPath, int otherInputSize) {
    return at(otherPath, Shape.flat(otherInputSize));
  }

  /** The same surroundings for a part at another place, with an input of this shape. */
  public Context at(String otherPath, Shape otherInputShape) {
    return new Context(
        resolver, otherPath, otherInputShape, steps, outputs, dt, seed, dataset, data, user);
  }

  /** The same surroundings with a data set. */
  public Context with(DatasetInfo info) {
    return new Context(
        resolver, path, inputShape, steps, info.outputs(), dt, seed, info, data, user);
  }

  /** The same surroundings with a number of steps. */
  public Context withSteps(int otherSteps) {
    return new Context(
        resolver, path, inputShape, otherSteps, outputs, dt, seed, dataset, data, user);
  }

  private Context usedBy(Entry<?> entry) {
    return new Context(resolver, path, inputShape, steps, outputs, dt, seed, dataset, data, entry);
  }

  /** Makes a part that stands at this context's path; what does not fit is the user's error. */
  public <T> T make(Resolved<T> part) {
    try {
      T made = part.create(usedBy(part.entry()));
      // Within a jar a part may be known by its class.
      return part.entry().isFromTheJarOf(user) ? made : part.entry().guarded(made);
    } catch (UserError | NotApplicableException | MissingDataException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Records.complaint(e, Option.of(part.config().getClass()), path);
    }
  }

  @Override
  public <T> T create(Family<T> family, String name, Part part, int otherInputSize) {
    String at = Records.join(path, name);
    return at(at, otherInputSize).make(resolver.resolve(family, part, at));
  }
}
