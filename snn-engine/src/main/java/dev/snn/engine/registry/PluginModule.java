package dev.snn.engine.registry;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.name.Names;
import com.google.inject.util.Types;
import dev.snn.api.plugin.Family;
import java.util.List;

/** Binds each family's plug-ins as a map from name to {@link Entry}, named by the family. */
final class PluginModule extends AbstractModule {
  private final List<Entry<?>> entries;

  PluginModule(List<Entry<?>> entries) {
    this.entries = entries;
  }

  @Override
  protected void configure() {
    for (Family<?> family : Family.all()) {
      bind(family);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> void bind(Family<T> family) {
    TypeLiteral<Entry<T>> type =
        (TypeLiteral<Entry<T>>)
            TypeLiteral.get(Types.newParameterizedType(Entry.class, family.type()));
    MapBinder<String, Entry<T>> binder =
        MapBinder.newMapBinder(
            binder(), TypeLiteral.get(String.class), type, Names.named(family.name()));
    for (Entry<?> entry : entries) {
      if (entry.family().equals(family)) {
        binder.addBinding(entry.name()).toInstance((Entry<T>) entry);
      }
    }
  }
}
