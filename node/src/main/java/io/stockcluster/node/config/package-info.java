/**
 * What a node is told from outside: every setting, from a {@code -D} system property, the environment, a config file or
 * its default, as one immutable {@link io.stockcluster.node.config.Settings}.
 *
 * <p>{@link io.stockcluster.node.config.SettingsReader} is the door; everyone may read the records. Nothing here starts
 * anything or changes later: what can be changed at run time is only its first value here.
 */
package io.stockcluster.node.config;
