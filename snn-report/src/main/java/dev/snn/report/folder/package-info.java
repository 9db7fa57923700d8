/** What a table leaves in its output folder, as readers of it see it. */
package dev.snn.report.folder;
