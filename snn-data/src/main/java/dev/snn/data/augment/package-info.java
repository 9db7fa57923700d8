/** Built-in augmentations. */
package dev.snn.data.augment;
