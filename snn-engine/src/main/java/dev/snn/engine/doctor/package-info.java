/** Why a network does not learn, found out by a few batches, with the setting that mends it. */
package dev.snn.engine.doctor;
