package io.stockcluster.operator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a real Kubernetes to tests: one for all of them, which goes when the last has ended. */
final class OnKubernetes implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealKubernetes.class;
    }

    @Override
    public RealKubernetes resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OnKubernetes.class))
                .computeIfAbsent(RealKubernetes.class, key -> RealKubernetes.start(), RealKubernetes.class);
    }
}
