package io.stockcluster.node.web;

/** Ends a request with an answer, from wherever it turned out that there will be no other. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        // Thrown for each bad request: a stack trace would cost more than the request.
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
