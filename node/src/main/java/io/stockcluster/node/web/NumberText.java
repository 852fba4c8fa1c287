package io.stockcluster.node.web;

/** A number of a body as it was written: only who wants it as a value knows how large one may be. */
public record NumberText(String text) {}
