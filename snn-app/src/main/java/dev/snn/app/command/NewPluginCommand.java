package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.author.CheckoutRepository;
import dev.snn.app.author.NewFolder;
import dev.snn.app.author.PluginProject;
import dev.snn.app.shell.Operand;
import dev.snn.engine.record.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code snn new-plugin FAMILY NAME DIR}. */
final class NewPluginCommand implements Command {
  @Override
  public String name() {
    return "new-plugin";
  }

  @Override
  public String usage() {
    return "new-plugin FAMILY NAME DIR";
  }

  @Override
  public String summary() {
    return "write a Maven project with a plug-in that works, to start from";
  }

  @Override
  public String details() {
    return """
        FAMILY is %s.
        NAME is what experiment files will call it, with a prefix of your own: yourlab.my-model.
        DIR is a new folder, or an empty one.
        """
        .formatted(
            String.join(", ", PluginProject.families()).replaceFirst(", ([\\w-]+)$", " or $1"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.words(PluginProject.families()), Operand.text(), Operand.folder());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 3, 3);
    PluginProject project = new PluginProject(words.get(0), words.get(1));
    Path dir = Globals.path("DIR", words.get(2));
    NewFolder folder = new NewFolder(dir);
    CheckoutRepository checkout =
        CheckoutRepository.of(
            Checkout.root()
                .orElseThrow(
                    () -> new UserError("this program runs outside a checkout; use its ./snn.")));
    Map<String, String> files = project.files(checkout);
    folder.write(files);
    in.out().println("wrote " + dir);
    files.keySet().forEach(file -> in.out().println("  " + file));
    in.out().println("next, in that folder");
    in.out().println("  mvn package");
    in.out().println("  %s check-plugin %s".formatted(checkout.command(), project.jar()));
    in.out()
        .println(
            "  %s --plugins %s %s experiment.yaml"
                .formatted(checkout.command(), project.jar(), project.verb()));
    return 0;
  }
}
