import Emulator

/// The emulator as a program, for demonstrations and manual tests.

let words = Array(CommandLine.arguments.dropFirst())
if words.contains("--help") || words.contains("-h") {
  World.write(Options.help + "\n")
  World.leave(0)
}
do {
  let options = try Options(words)
  let emulator = try Emulator.start(options.scenario, port: options.port)
  if let file = options.environmentFile {
    let text = options.settings.map { "\($0.0)='\($0.1)'\n" }.joined()
    guard World.write(text, file: file) else { throw Misuse(text: "cannot write \(file)") }
  }
  if options.printsEnvironment {
    let endpoints = [
      ("AWS_ENDPOINT_URL", emulator.url), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", emulator.url),
      ("STORYBLOK_API_BASE", emulator.url),
    ]
    World.write((endpoints + options.settings).map { "export \($0.0)='\($0.1)'\n" }.joined())
  } else {
    World.write(emulator.url + "\n")
  }
  guard options.untilEOF else { World.waitForSignal() }
  World.waitForEndOfInput()
  emulator.stop()
} catch let misuse as Misuse {
  World.write("sva-emulator: \(misuse.text)\n", to: 2)
  World.leave(2)
} catch {
  World.write("sva-emulator: \(error)\n", to: 2)
  World.leave(1)
}
