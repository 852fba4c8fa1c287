package io.stockcluster.actors.engine;

/** Asks a host for the news in its log of moves. */
final class WhatMoved extends Question<MoveLog.News> {

    final String leader;
    final long known;

    /**
     * What is new since then.
     *
     * @param leader who wrote what the asker knows
     * @param known how many changes it knows
     */
    WhatMoved(String leader, long known) {
        this.leader = leader;
        this.known = known;
    }

    @Override
    public MoveLog.News call() {
        return Lookout.in(host()).map(lookout -> lookout.moved(leader, known)).orElse(MoveLog.News.NONE);
    }
}
