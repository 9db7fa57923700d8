/** Projects for authors of plug-ins. */
package dev.snn.app.author;
