/** Files of event cameras: one class per format. */
package dev.snn.data.event;
