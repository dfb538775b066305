package dev.granary.domain.key;

import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one use as they rotate: the next one is known everywhere before it is used, the former ones are known until
 * the last thing made with them is over. Safe for threads, and for many nodes at once; throws {@link
 * dev.granary.record.StorageException} if the storage fails.
 */
public interface RotatingKeys {

    /** What the keys are for. */
    KeyUse use();

    /**
     * Reads the keys again, so that what another node did is known here. Every node calls it at least every five
     * minutes; {@link dev.granary.domain.housekeeping.Housekeeper#run()} does.
     */
    void refresh();

    /** Does the next step that is due, if one is. Two nodes that do it at once do no harm. */
    Optional<RotationStep> rotate();

    /** Where each key stands, as it is stored; the current one first. */
    List<KeyState> states();

    /** Publishes the next key now, if none is; it takes over when the policy's lead is over. */
    KeyId begin();

    /**
     * Ends a key that somebody else may know. If it is in use another one is, at once. What it signed is refused from then
     * on, by this node at once and by the others when they refresh; what it authenticated accuses nobody any more.
     */
    CompromiseOutcome compromised(KeyId key);
}
