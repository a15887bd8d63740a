package io.laiwang.testing;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.awaitility.Awaitility;

/**
 * Takes the stores of the running test away and brings them back, at the same address and with their data. The stores are
 * started by one class loader and tests run in another: the JVM's management beans are what both see.
 */
public final class Outages {
    private static final String NAME = "io.laiwang.testing:type=Stores";

    private Outages() {}

    /** What can be done to the stores. */
    public interface Stores {
        void killPostgres() throws Exception;

        void restartPostgres() throws Exception;

        void stopKafka() throws Exception;

        void restartKafka() throws Exception;
    }

    static void of(Stores stores) {
        try {
            ObjectName name = new ObjectName(NAME);
            var beans = ManagementFactory.getPlatformMBeanServer();
            if (beans.isRegistered(name)) {
                beans.unregisterMBean(name);
            }
            beans.registerMBean(new StandardMBean(stores, Stores.class), name);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that it is an outage, which passes, and nothing else. */
    public static void unavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));
    }

    /**
     * Says that Kafka is out, and goes on: nobody takes a service out of service for it.
     *
     * @param management where the service shows its health
     */
    public static void tellsThatKafkaIsOut(URI management) {
        RestAssured.get(management.resolve("/q/health/well")).then().statusCode(503);
        RestAssured.get(management.resolve("/q/health/ready")).then().statusCode(200);
        RestAssured.get(management.resolve("/q/health/live")).then().statusCode(200);
    }

    /** {@code kill -9}, and for as long as the step takes there is none. */
    public static void withoutPostgres(Runnable step) {
        during("killPostgres", step, "restartPostgres");
    }

    public static void withoutKafka(Runnable step) {
        during("stopKafka", step, "restartKafka");
    }

    /** What is left of one that was killed may hold its port or its data for a moment. */
    private static void during(String go, Runnable step, String come) {
        run(go);
        try {
            step.run();
        } finally {
            Awaitility.await().ignoreExceptions().atMost(30, TimeUnit.SECONDS).until(() -> run(come));
        }
    }

    private static boolean run(String operation) {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(NAME), operation, null, null);
            return true;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
