package io.millrace.stack.postgres;

import io.millrace.stack.Progress;
import io.millrace.stack.StackException;
import io.millrace.stack.process.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user that PostgreSQL runs as: this process's own, or an unprivileged one when we are root, as
 * which PostgreSQL refuses to run.
 *
 * @param prefix what to write before a command to run it as that user
 * @param account the user to whom files must be given; empty when they are ours already
 */
record ServerUser(List<String> prefix, Optional<Account> account) {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path ROOT = Path.of("/");

  /**
   * A system user.
   *
   * @param user its number
   * @param group the number of its first group
   */
  record Account(String user, String group) {}

  /** Finds, or as root makes, the user that can run the program and enter the data's folder. */
  static ServerUser choose(Path program, Path data, Progress progress) {
    if (!isRoot()) {
      return new ServerUser(List.of(), Optional.empty());
    }
    Account account =
        account("postgres").or(() -> account("millrace")).orElseGet(() -> create(progress));
    List<String> plain = setpriv(account, List.of());
    if (canRun(plain, program, data)) {
      return new ServerUser(plain, Optional.of(account));
    }
    // access(2), which PostgreSQL asks, drops capabilities unless no_setuid_fixup is set.
    List<String> entering =
        setpriv(
            account,
            List.of(
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search",
                "--securebits=+no_setuid_fixup"));
    if (canRun(entering, program, data)) {
      return new ServerUser(entering, Optional.of(account));
    }
    throw new StackException(
        "User number %s, as which PostgreSQL must run, cannot enter %s or %s; name other folders in %s."
            .formatted(
                account.user(),
                program.resolveSibling(".").normalize(),
                data.resolveSibling(".").normalize(),
                "MILLRACE_HOME and MILLRACE_CACHE"));
  }

  /** Returns the command as that user. */
  List<String> as(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives the file or folder to that user. */
  void own(Path path) {
    account.ifPresent(
        owner ->
            Commands.run(
                "Giving " + path + " to the server's user",
                ROOT,
                LIMIT,
                List.of("chown", "-R", owner.user() + ":" + owner.group(), path.toString())));
  }

  private static boolean canRun(List<String> prefix, Path program, Path data) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            "test -x \"$0\" && test -x \"$1\" && \"$0\" --version",
            program.toString(),
            data.resolveSibling(".").toString()));
    return Commands.attempt(ROOT, LIMIT, command).succeeded();
  }

  private static List<String> setpriv(Account account, List<String> capabilities) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + account.user(),
                "--regid=" + account.group(),
                "--clear-groups"));
    command.addAll(capabilities);
    return command;
  }

  private static Optional<Account> account(String name) {
    Commands.Result user = Commands.attempt(ROOT, LIMIT, List.of("id", "-u", name));
    Commands.Result group = Commands.attempt(ROOT, LIMIT, List.of("id", "-g", name));
    return user.succeeded() && group.succeeded()
        ? Optional.of(new Account(user.output().strip(), group.output().strip()))
        : Optional.empty();
  }

  private static Account create(Progress progress) {
    progress.say("Making the system user millrace, since PostgreSQL refuses to run as root.");
    Commands.run(
        "Making the system user millrace",
        ROOT,
        LIMIT,
        List.of("useradd", "--system", "--user-group", "--no-create-home", "millrace"));
    return account("millrace")
        .orElseThrow(() -> new StackException("The new system user millrace is not found."));
  }

  private static boolean isRoot() {
    return Commands.run("Asking for the user", ROOT, LIMIT, List.of("id", "-u"))
        .strip()
        .equals("0");
  }
}
