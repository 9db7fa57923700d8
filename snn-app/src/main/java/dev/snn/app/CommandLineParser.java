package dev.snn.app;

import dev.snn.api.plugin.UserError;
import dev.snn.app.command.Command;
import dev.snn.app.command.Commands;
import dev.snn.app.command.Globals;
import dev.snn.app.command.Help;
import dev.snn.engine.error.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Splits a command line into a command, its arguments and options; global options go anywhere. */
final class CommandLineParser {
  /**
   * A command line.
   *
   * @param command null where there is none
   */
  record Parsed(Globals globals, Command command, CommandLine line) {
    String help() {
      return command == null ? Help.overview() : Help.of(command);
    }
  }

  Parsed parse(List<String> args) {
    int at = commandIndex(args);
    if (at < 0) {
      CommandLine line = parse(Globals.options(), args, null);
      return new Parsed(Globals.of(line), null, line);
    }
    Command command = Commands.find(args.get(at));
    List<String> rest = new ArrayList<>(args);
    rest.remove(at);
    Options options = new Options();
    options.addOptions(command.options());
    options.addOptions(Globals.options());
    CommandLine line = parse(options, rest, command);
    return new Parsed(Globals.of(line), command, line);
  }

  /** The first word that is neither an option nor an option's value. */
  private static int commandIndex(List<String> args) {
    Set<String> valued = new HashSet<>();
    addValued(Globals.options(), valued);
    Commands.all().forEach(command -> addValued(command.options(), valued));
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      if (!word.startsWith("-")) {
        return i;
      }
      if (valued.contains(word)) {
        i++;
      }
    }
    return -1;
  }

  private static void addValued(Options options, Set<String> valued) {
    for (Option option : options.getOptions()) {
      if (option.hasArg()) {
        valued.add("--" + option.getLongOpt());
      }
    }
  }

  private static CommandLine parse(Options options, List<String> args, Command command) {
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, args.toArray(String[]::new));
      refuseRepeats(line);
      return line;
    } catch (UnrecognizedOptionException e) {
      throw unknown(e.getOption(), options, command);
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw new UserError(
          "--%s needs a value: --%s %s."
              .formatted(option.getLongOpt(), option.getLongOpt(), option.getArgName()));
    } catch (AlreadySelectedException e) {
      throw new UserError(
          "--%s and --%s cannot be given together."
              .formatted(e.getOptionGroup().getSelected(), e.getOption().getLongOpt()));
    } catch (ParseException e) {
      throw new UserError("the command line cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static void refuseRepeats(CommandLine line) {
    Set<String> seen = new HashSet<>();
    for (Option option : line.getOptions()) {
      String name = option.getLongOpt();
      if (option.hasArg() && !Globals.isRepeatable(name) && !seen.add(name)) {
        throw new UserError("--%s is given more than once; once is enough.".formatted(name));
      }
    }
  }

  private static UserError unknown(String given, Options options, Command command) {
    String name = given.replaceFirst("=.*", "");
    List<String> names =
        options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
    String whose = command == null ? "" : " of '" + command.name() + "'";
    return new UserError(
        "there is no option %s%s.%s Options: %s."
            .formatted(name, whose, Hint.didYouMean(name, names), String.join(" ", names)));
  }
}
