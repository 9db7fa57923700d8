/** JSON Schema (draft 2020-12) of configurations, made from the plug-ins at hand. */
package dev.snn.engine.schema;
