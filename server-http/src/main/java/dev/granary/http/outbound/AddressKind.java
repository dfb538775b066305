package dev.granary.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells where an address leads, as the registries of special-purpose addresses say (RFC 6890). */
enum AddressKind {
    /** The Internet. */
    PUBLIC,
    /** This very machine. */
    LOOPBACK,
    /** A network of somebody's own: private (RFC 1918), unique-local (RFC 4193), behind a carrier's NAT (RFC 6598). */
    PRIVATE,
    /** Nothing that a server has an honest reason to be at: link-local, multicast, reserved, for documentation. */
    SPECIAL;

    private static final int V4_LENGTH = 4;
    private static final List<Block> LOOPBACKS = Block.list("127.0.0.0/8", "::1/128");
    private static final List<Block> PRIVATES =
            Block.list("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
    private static final List<Block> SPECIALS = Block.list(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    /** Prefixes below which an IPv4 address is meant: translated (RFC 6052), tunnelled (RFC 3056), compatible, mapped. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(Block.of("64:ff9b::/96"), 12),
            new Embedding(Block.of("2002::/16"), 2),
            new Embedding(new Block(new byte[16], 96), 12),
            new Embedding(new Block(mappedPrefix(), 96), 12));

    private record Embedding(Block block, int offset) {}

    /** Where this address leads. An IPv4 address inside of another one counts as if it stood alone. */
    static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressKind of(byte[] address) {
        if (isIn(LOOPBACKS, address)) {
            return LOOPBACK;
        }
        if (isIn(PRIVATES, address)) {
            return PRIVATE;
        }
        if (isIn(SPECIALS, address)) {
            return SPECIAL;
        }
        if (address.length == V4_LENGTH) {
            return PUBLIC;
        }
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.block().holds(address))
                .findFirst()
                .map(embedding -> of(Arrays.copyOfRange(address, embedding.offset(), embedding.offset() + V4_LENGTH)))
                .orElse(GLOBAL_UNICAST.holds(address) ? PUBLIC : SPECIAL);
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.holds(address));
    }

    private static byte[] mappedPrefix() {
        byte[] prefix = new byte[16];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }

    /** Addresses that begin with the same bits. */
    private static final class Block {

        private final byte[] prefix;
        private final int bits;

        Block(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Block of(String text) {
            String[] parts = text.split("/", 2);
            try {
                // A literal: no name is looked up.
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text + ": expected an address", e);
            }
        }

        static List<Block> list(String... texts) {
            return Arrays.stream(texts).map(Block::of).toList();
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
