package io.stockcluster.node.access;

import java.util.regex.Pattern;

/** What the operations ask for. A job may hold other texts as well: they grant nothing here. */
public final class Permission {

    public static final String LEVEL_READ = "stock:level:read";
    public static final String MOVEMENT_READ = "stock:movement:read";
    public static final String MOVEMENT_WRITE = "stock:movement:write";
    public static final String COUNT_READ = "stock:count:read";
    public static final String COUNT_WRITE = "stock:count:write";
    public static final String JOB_READ = "job:permission:read";
    public static final String JOB_WRITE = "job:permission:write";

    private static final Pattern WORDS = Pattern.compile("[^:\\s\\p{Cc}\\p{Cs}]+(:[^:\\s\\p{Cc}\\p{Cs}]+)*");
    private static final int LONGEST = 200;

    private Permission() {}

    /** Whether the text can be a permission: words joined by colons. */
    public static boolean isOne(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                && WORDS.matcher(text).matches();
    }
}
