/**
 * The stock API: its routes, what it reads of a request, and what it answers.
 *
 * <p>{@link io.stockcluster.node.http.StockApi} is the door: it makes the routes for a listener. An endpoint reads its
 * call, asks an actor or the locations, and answers; it decides nothing about stock. Only the root package may use it.
 */
package io.stockcluster.node.http;
