package io.stockcluster.node.web;

/** A body that is not JSON but goes out as it is, in UTF-8. */
public record Text(String contentType, String content) {}
