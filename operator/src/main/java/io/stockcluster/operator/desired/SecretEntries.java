package io.stockcluster.operator.desired;

/** What the Secrets hold that the operator makes. */
public final class SecretEntries {

    public static final String TOKEN = "token";
    public static final String PRIVATE_KEY = "private.pem";
    public static final String PUBLIC_KEY = "public.pem";

    private SecretEntries() {}
}
