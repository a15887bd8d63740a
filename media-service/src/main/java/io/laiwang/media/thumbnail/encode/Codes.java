package io.laiwang.media.thumbnail.encode;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** A Huffman table to write with; those that T.81 gives as typical for brightness (K.3.3) are used for all colors. */
final class Codes {
    static final Codes DC = new Codes(0x00, "00010501010101010100000000000000", "000102030405060708090a0b");
    static final Codes AC = new Codes(
            0x10,
            "0002010303020403050504040000017d",
            "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a"
                    + "25262728292a3435363738393a434445464748494a535455565758595a636465666768696a73747576777879"
                    + "7a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9"
                    + "cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa");

    private final int which;
    private final byte[] counts;
    private final byte[] symbols;
    private final int[] code = new int[256];
    private final int[] length = new int[256];

    private Codes(int which, String counts, String symbols) {
        this.which = which;
        this.counts = HexFormat.of().parseHex(counts);
        this.symbols = HexFormat.of().parseHex(symbols);
        int next = 0;
        int at = 0;
        for (int bits = 1; bits <= 16; bits++) {
            for (int i = 0; i < this.counts[bits - 1]; i++) {
                int symbol = this.symbols[at++] & 0xff;
                code[symbol] = next++;
                length[symbol] = bits;
            }
            next <<= 1;
        }
    }

    void put(int symbol, BitWriter out) {
        out.put(code[symbol], length[symbol]);
    }

    void describe(ByteArrayOutputStream out) {
        out.write(which);
        out.writeBytes(counts);
        out.writeBytes(symbols);
    }
}
