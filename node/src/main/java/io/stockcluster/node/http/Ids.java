package io.stockcluster.node.http;

/** Texts that name something: in paths and in bodies. */
final class Ids {

    private static final int LONGEST = 200;

    private Ids() {}

    /** 1 to 200 Unicode characters, none of them a control character, nor half of one. */
    static boolean good(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= LONGEST
                && text.codePoints().noneMatch(Ids::bad);
    }

    private static boolean bad(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
