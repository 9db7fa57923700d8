/** Learning rules: how a batch becomes gradients. */
package dev.snn.training.rule;
