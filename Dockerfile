# syntax=docker/dockerfile:1
# One service as a JVM image with an AOT cache:
#   docker build --build-arg SERVICE=gateway -t laiwang/gateway:0.1.0 .
# All five share the first two stages, so the others are quick. See docs/deploy.md.

FROM eclipse-temurin:25-jdk-noble AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
# PostgreSQL, which the training starts, refuses to run as root
RUN useradd --create-home --uid 10001 laiwang && mkdir /laiwang && chown laiwang /laiwang
USER laiwang
WORKDIR /laiwang
COPY --chown=laiwang . .
# Builds, starts the whole system with its real stores, which trains the services once, and stops it. The cache is void
# with another JDK, other jars or other paths, so the last stage takes all three from here.
RUN --mount=type=cache,target=/home/laiwang/.m2,uid=10001 \
    ./laiwang up --detach && ./laiwang down && ls -l */target/*.aot

FROM gcr.io/distroless/java-base-debian13:nonroot
ARG SERVICE
COPY --from=build /opt/java/openjdk /opt/java/openjdk
COPY --from=build /laiwang/${SERVICE}/target/quarkus-app /laiwang/${SERVICE}/target/quarkus-app
COPY --from=build /laiwang/${SERVICE}/target/${SERVICE}.aot /laiwang/app.aot
WORKDIR /laiwang/${SERVICE}/target/quarkus-app
USER 10001:10001
# fails where the cache would be refused, which a start does without a word
RUN ["/opt/java/openjdk/bin/java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxMetaspaceSize=256m", \
  "--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=/laiwang/app.aot", "-XX:AOTMode=on", "-cp", "quarkus-run.jar", "-version"]
EXPOSE 8080 9000
# The flags of ServiceSettings, which the cache was made with; only the heap is another.
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-XX:MaxRAMPercentage=55", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", \
  "-XX:+UseCompactObjectHeaders", "-XX:MaxMetaspaceSize=256m", \
  "-XX:ReservedCodeCacheSize=48m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "-Dvertx.disableDnsResolver=true", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-XX:AOTCache=/laiwang/app.aot", "-Xlog:aot*=off,cds*=off"]
CMD ["-jar", "quarkus-run.jar"]
