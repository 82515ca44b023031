package io.millrace.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/** Bytes on disks. */
final class DiskSizes {
  private DiskSizes() {}

  /** Of each topic, by its name, on all brokers. */
  static Map<String, Long> ofTopics(Admin admin) throws ExecutionException, InterruptedException {
    var brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
    Map<String, Long> bytes = new TreeMap<>();
    for (Map<String, LogDirDescription> folders :
        admin.describeLogDirs(brokers).allDescriptions().get().values()) {
      for (LogDirDescription folder : folders.values()) {
        folder
            .replicaInfos()
            .forEach(
                (partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum));
      }
    }
    return bytes;
  }

  /** Of the files in a folder and below it. */
  static long ofFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
