package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A peer that is gone without a word, as when its network is, is let go; here after 15 s. One that answers pings stays. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class HalfOpenPeerTest {
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final int PATIENCE_MILLIS = 60_000;

    @Test
    void isPingedAndThenLetGo() throws IOException {
        UUID ann = UUID.randomUUID();
        try (TestStream idle = TestStream.open(StreamTest.url(), TestTokens.of(ann));
                Socket socket =
                        new Socket("localhost", URI.create(StreamTest.url()).getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            shakeHands(socket, ann);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            skipAnswer(in);

            int pings = 0;
            Frame frame = Frame.read(in);
            while (frame.head() != CLOSE) {
                pings += frame.head() == PING ? 1 : 0;
                frame = Frame.read(in);
            }

            assertEquals(1012, (frame.body()[0] & 0xff) << 8 | frame.body()[1] & 0xff);
            assertTrue(pings > 1, "pinged " + pings + " times");
            idle.send("{\"type\":\"ping\",\"ref\":\"still here\"}");
            idle.await("pong");
        }
    }

    private static void shakeHands(Socket socket, UUID account) throws IOException {
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET /v1/stream HTTP/1.1",
                                "Host: localhost",
                                "Authorization: Bearer " + TestTokens.of(account),
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Protocol: laiwang.v1",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void skipAnswer(DataInputStream in) throws IOException {
        String answer = "";
        while (!answer.endsWith("\r\n\r\n")) {
            answer += (char) in.readUnsignedByte();
        }
        assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
    }

    /** A short frame of a server, which isn't masked. */
    private record Frame(int head, byte[] body) {
        static Frame read(DataInputStream in) throws IOException {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] body = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(body);
            return new Frame(head, body);
        }
    }
}
