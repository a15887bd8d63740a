package io.laiwang.auth.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code signing_key}: X.509 and PKCS #8 encodings of a P-256 pair, the latter encrypted. */
@Entity
@Table(name = "signing_key")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class SigningKey {
    @Id
    String kid;

    @Column(name = "public_key")
    byte[] publicKey;

    @Column(name = "private_key")
    byte[] privateKey;

    @Column(name = "created_at")
    Instant createdAt;

    protected SigningKey() {}

    SigningKey(String kid, byte[] publicKey, byte[] privateKey, Instant createdAt) {
        this.kid = kid;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.createdAt = createdAt;
    }
}
