# The snn command in a container. Made from the archive of 'mvn -Pdist package':
#   docker build -t snn .
#   docker run --rm -v "$PWD:/work" -v snn-data:/data --user "$(id -u)" snn table decoders --quick
# With --build-arg JAVA=25 it has the backend on the Vector API.
ARG JAVA=17

FROM maven:3.9-eclipse-temurin-${JAVA} AS build
WORKDIR /source
COPY . .
RUN mvn -B -ntp -q -Pdist -Dmaven.test.skip=true package \
    && mkdir /snn \
    && tar -xzf snn-dist/target/snn-*.tar.gz -C /snn --strip-components=1

FROM eclipse-temurin:${JAVA}-jre
COPY --from=build /snn /opt/snn
# Results go to /work; data sets that are not bundled are looked for in /data and fetched into it; archives of loaded classes go to
# /data/cache. Any user may write into all three, so that --user can be the one to whom the mounted folder belongs.
RUN ln -s /opt/snn/bin/snn /usr/local/bin/snn \
    && useradd --create-home snn \
    && mkdir -p /work /data/cache/snn \
    && chmod 1777 /work /data /data/cache /data/cache/snn
ENV SNN_DATA_HOME=/data XDG_CACHE_HOME=/data/cache
USER snn
WORKDIR /work
VOLUME ["/work", "/data"]
ENTRYPOINT ["snn"]
CMD ["--help"]
