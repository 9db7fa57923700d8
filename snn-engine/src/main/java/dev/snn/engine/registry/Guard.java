package dev.snn.engine.registry;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Augmentation;
import dev.snn.api.data.Dataset;
import dev.snn.api.layer.Layer;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.Stateful;
import dev.snn.api.loss.Loss;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.search.Search;
import dev.snn.engine.error.BadResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stranger's part, seen through the interfaces of the API it has. What its methods must give is
 * looked at here and nowhere else: null is a {@link BadResult} with the names of jar, class and
 * method, where it would be a failure of whoever uses it. Surrogates and synapses, which give
 * numbers and are asked for each value, are left as they are.
 *
 * @param target the part
 * @param jar its jar's name
 */
record Guard(Object target, String jar) implements InvocationHandler {

  /** The methods of each interface that never give null. */
  private static final Map<Class<?>, Set<String>> GIVES =
      Map.ofEntries(
          Map.entry(Encoder.class, Set.of("fit", "fitted", "outputShape", "encode")),
          Map.entry(Decoder.class, Set.of("decode", "backward", "parameters", "remarks")),
          Map.entry(Loss.class, Set.of("evaluate", "costOfDrawn")),
          Map.entry(
              NeuronModel.class,
              Set.of("output", "initialState", "forward", "backward", "parameters")),
          Map.entry(
              Layer.class,
              Set.of(
                  "inputShape",
                  "outputShape",
                  "capabilities",
                  "parameters",
                  "initialState",
                  "forward",
                  "synapses")),
          Map.entry(LearningRule.class, Set.of("accumulate")),
          Map.entry(Optimizer.class, Set.of()),
          Map.entry(Rewiring.class, Set.of()),
          Map.entry(Stateful.class, Set.of("state")),
          Map.entry(Dataset.class, Set.of("info", "train", "validation", "test", "notes")),
          Map.entry(Dataset.Split.class, Set.of("gather")),
          Map.entry(Augmentation.class, Set.of("values", "recording")),
          Map.entry(Metric.class, Set.of("start", "unit")),
          Map.entry(Procedure.class, Set.of("needs", "measures", "evaluate")),
          Map.entry(Stepwise.class, Set.of("steps")),
          Map.entry(Reservoir.class, Set.of("start", "run", "withBias")),
          Map.entry(Search.class, Set.of("propose", "size")));

  /** The accessors of what a result cannot be without. */
  private static final Map<Class<?>, List<Method>> PARTS =
      Map.of(
          Decoder.Decoded.class, accessors(Decoder.Decoded.class, "prediction", "terms"),
          Loss.Value.class, accessors(Loss.Value.class, "perExample", "terms"),
          NeuronModel.Forward.class, accessors(NeuronModel.Forward.class, "output", "last"),
          NeuronModel.Backward.class, accessors(NeuronModel.Backward.class, "gradCurrent"),
          Layer.Forward.class, accessors(Layer.Forward.class, "readout", "last"),
          LearningRule.Step.class, accessors(LearningRule.Step.class, "loss"));

  private static List<Method> accessors(Class<? extends Record> type, String... names) {
    List<String> needed = List.of(names);
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> needed.contains(component.getName()))
        .map(RecordComponent::getAccessor)
        .toList();
  }

  /** The part behind a guard, where its family gives something that can be null. */
  static <T> T around(T part, Class<T> type, String jar) {
    if (!GIVES.containsKey(type)) {
      return part;
    }
    Set<Class<?>> seen = new LinkedHashSet<>(List.of(type));
    for (Class<?> c = part.getClass(); c != null; c = c.getSuperclass()) {
      collect(c.getInterfaces(), type.getClassLoader(), seen);
    }
    Class<?>[] all = seen.toArray(Class<?>[]::new);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), all, new Guard(part, jar)));
  }

  /** The interfaces of the API, by which parts are told apart. */
  private static void collect(Class<?>[] interfaces, ClassLoader api, Set<Class<?>> seen) {
    for (Class<?> each : interfaces) {
      boolean named = each.getName().startsWith("dev.snn.api.");
      if (named && each.getClassLoader() == api && Modifier.isPublic(each.getModifiers())) {
        seen.add(each);
      }
      collect(each.getInterfaces(), api, seen);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
    Object result;
    try {
      result = method.invoke(target, method.getName().equals("equals") ? bare(given) : given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result == null && givesSomething(method)) {
      throw bad(method, "returned null");
    }
    requireParts(method, result);
    return result == null ? null : part(result, method.getReturnType());
  }

  /** A split, a fitted encoder: what is a part itself is guarded, too. */
  private <T> Object part(Object result, Class<T> type) {
    return GIVES.containsKey(type) ? around(type.cast(result), type, jar) : result;
  }

  private static boolean givesSomething(Method method) {
    return GIVES.getOrDefault(method.getDeclaringClass(), Set.of()).contains(method.getName());
  }

  private static Object[] bare(Object[] given) {
    return Arrays.stream(given)
        .map(
            x ->
                x != null
                        && Proxy.isProxyClass(x.getClass())
                        && Proxy.getInvocationHandler(x) instanceof Guard guard
                    ? guard.target()
                    : x)
        .toArray();
  }

  private void requireParts(Method method, Object result) throws ReflectiveOperationException {
    if (result == null) {
      return;
    }
    for (Method accessor : PARTS.getOrDefault(result.getClass(), List.of())) {
      if (accessor.invoke(result) == null) {
        throw bad(
            method,
            "returned a %s without '%s', which is null"
                .formatted(result.getClass().getSimpleName(), accessor.getName()));
      }
    }
  }

  private BadResult bad(Method method, String what) {
    String type = target.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
    return new BadResult(jar, type + "." + method.getName(), what);
  }
}
