package dev.snn.api.data;

import dev.snn.api.plugin.Plugin;

/**
 * A kind of augmentation. {@link dev.snn.api.plugin.BuildContext#dataset} tells what the examples
 * are; an {@link IllegalArgumentException} refuses those that cannot be changed.
 */
public interface AugmentationPlugin<C extends Record> extends Plugin<Augmentation, C> {}
