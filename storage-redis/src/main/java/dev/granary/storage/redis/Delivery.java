package dev.granary.storage.redis;

import dev.granary.record.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The sending of one list of requests, with what servers send back unanswered. For one thread, once. */
final class Delivery {

    private static final int MOST_REDIRECTIONS = 16;
    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    private final Exchange exchange;
    private final Task task;
    private final Request[] requests;
    private final @Nullable Object[] replies;
    private final @Nullable HostAndPort[] asked;
    private final long deadline;
    private int redirections;
    /** Whether a request may have had an effect: it was sent, and no error came back. */
    private boolean sent;

    private boolean answered;

    Delivery(Exchange exchange, Task task, List<Request> requests, Duration patience) {
        this.exchange = exchange;
        this.task = task;
        this.requests = requests.toArray(Request[]::new);
        this.replies = new Object[this.requests.length];
        this.asked = new HostAndPort[this.requests.length];
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    List<@Nullable Object> replies() {
        List<Integer> open = IntStream.range(0, requests.length).boxed().toList();
        while (!open.isEmpty()) {
            List<Integer> again = new ArrayList<>();
            nodesOf(open).forEach((node, mine) -> again.addAll(deliver(node, mine)));
            open = again;
        }
        return Arrays.asList(replies);
    }

    private Map<HostAndPort, List<Integer>> nodesOf(List<Integer> open) {
        if (open.size() == 1) {
            return Map.of(nodeOf(open.get(0)), open);
        }
        Map<HostAndPort, List<Integer>> nodes = new LinkedHashMap<>();
        for (int i : open) {
            nodes.computeIfAbsent(nodeOf(i), first -> new ArrayList<>()).add(i);
        }
        return nodes;
    }

    private HostAndPort nodeOf(int i) {
        HostAndPort told = asked[i];
        if (told != null) {
            return told;
        }
        try {
            return exchange.route().nodeOf(requests[i].bucket());
        } catch (JedisException e) {
            throw lost(e);
        }
    }

    /** Returns those that must be sent again. */
    private List<Integer> deliver(HostAndPort node, List<Integer> mine) {
        List<Object> answers;
        // A connection that broke is thrown away when it is closed.
        try (Connection connection = exchange.connect(node)) {
            sent = true;
            mine.forEach(i -> send(connection, i));
            boolean confirm = isConfirmed();
            if (confirm) {
                // The server waits for all it had written when it answered this connection last: behind a repeat or
                // a conflict, for what that found.
                Replication replication = exchange.replication();
                connection.sendCommand(
                        Command.WAIT,
                        Integer.toString(replication.replicas()),
                        Long.toString(replication.patience().toMillis()));
            }
            answers = connection.getMany(expected(mine) + (confirm ? 1 : 0));
        } catch (JedisException e) {
            throw lost(e);
        }
        return take(mine, answers);
    }

    private void send(Connection connection, int i) {
        if (asked[i] != null) {
            connection.sendCommand(Command.ASKING);
        }
        connection.sendCommand(requests[i].command(), requests[i].spelled());
    }

    private int expected(List<Integer> mine) {
        return mine.size() + (int) mine.stream().filter(i -> asked[i] != null).count();
    }

    private List<Integer> take(List<Integer> mine, List<Object> answers) {
        Map<Integer, JedisDataException> refused = new LinkedHashMap<>();
        List<Integer> again = new ArrayList<>();
        int next = 0;
        for (int i : mine) {
            next += asked[i] == null ? 0 : 1;
            Object answer = answers.get(next++);
            if (answer instanceof JedisDataException error) {
                refused.put(i, error);
                again.add(i);
                continue;
            }
            Optional<Request> whole = requests[i].after(answer);
            if (whole.isPresent()) {
                requests[i] = whole.get();
                again.add(i);
            } else {
                replies[i] = answer;
            }
        }
        boolean some = again.size() < mine.size();
        answered |= some;
        sent = answered;
        refused.forEach(this::prepare);
        if (some && isConfirmed()) {
            requireConfirmed(answers.get(next));
        }
        return again;
    }

    private void prepare(int i, JedisDataException error) {
        if (error instanceof JedisNoScriptException) {
            requests[i] = requests[i].inFull();
        } else if (error instanceof JedisRedirectionException redirection) {
            follow(i, redirection);
        } else if (Faults.codeOf(error).equals("TRYAGAIN") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE);
        } else {
            throw Faults.answered(task, error, answered);
        }
    }

    private void follow(int i, JedisRedirectionException redirection) {
        redirections++;
        if (redirections > MOST_REDIRECTIONS * requests.length
                || !exchange.route().follow(requests[i].bucket(), redirection)) {
            throw Faults.answered(task, redirection, answered);
        }
        asked[i] = redirection instanceof JedisAskDataException ? redirection.getTargetNode() : null;
    }

    private boolean isConfirmed() {
        return exchange.replication().isAwaited() && task.effect().isConfirmed();
    }

    private void requireConfirmed(Object answer) {
        if (!(answer instanceof Long count) || count < exchange.replication().replicas()) {
            throw Faults.unconfirmed(task);
        }
    }

    private StorageException lost(JedisException failure) {
        exchange.route().lost();
        return Faults.broken(task, failure, sent);
    }
}
