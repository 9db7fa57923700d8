/** Types and plug-in interfaces. */
package dev.snn.api;
