/** Contract checks that every plug-in passes. */
package dev.snn.testkit;
