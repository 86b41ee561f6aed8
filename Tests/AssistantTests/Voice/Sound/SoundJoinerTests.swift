import AWS
import TestSupport
import Testing

@testable import Assistant

@Suite struct SoundJoinerTests {
  private func joined(_ format: SpeechFormat, _ sounds: [[UInt8]]) -> (bytes: [UInt8], beginning: [UInt8]) {
    var joiner = SoundJoiner(format, serial: 7)
    var bytes: [UInt8] = []
    for sound in sounds { bytes += joiner.add(sound) ?? [] }
    return (bytes + joiner.finish(), joiner.beginning)
  }

  @Test func wavHeader_isOf44Bytes() {
    let header: [UInt8] = [
      0x52, 0x49, 0x46, 0x46, 0x28, 0, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x66, 0x6D, 0x74, 0x20, 16, 0, 0, 0, 1, 0, 1, 0,
      0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0, 0x64, 0x61, 0x74, 0x61, 4, 0, 0, 0,
    ]
    #expect(WAVHeader.bytes(samples: 4, rate: 16_000) == header)
    let unknown = WAVHeader.bytes(samples: nil, rate: 16_000)
    #expect(Array(unknown[4..<8]) == [255, 255, 255, 255] && Array(unknown[40...]) == [255, 255, 255, 255])
    #expect(WAVHeader.bytes(samples: Int(UInt32.max), rate: 8000).prefix(8).suffix(4) == [255, 255, 255, 255])
    #expect(header.count == WAVHeader.size)
  }

  /// One header with unknown sizes, then all samples; the file gets the sizes at its end.
  @Test func soundJoiner_makesOneWAV() {
    let (bytes, beginning) = joined(.wav, [[1, 2, 3, 4], [5, 6]])
    #expect(bytes == WAVHeader.bytes(samples: nil, rate: 16_000) + [1, 2, 3, 4, 5, 6])
    #expect(beginning == WAVHeader.bytes(samples: 6, rate: 16_000))
  }

  /// Half a sample at the end of a sound is left out.
  @Test func soundJoiner_keepsSamplesWhole() {
    let (bytes, beginning) = joined(.pcm, [[1, 2, 3], [4, 5]])
    #expect(bytes == [1, 2, 4, 5])
    #expect(beginning == [])
    var joiner = SoundJoiner(.pcm, serial: 0)
    #expect(joiner.add([9]) == nil)
  }

  /// Frames are appended; a tag stays only at the beginning.
  @Test func soundJoiner_appendsMP3() {
    let tag: [UInt8] = Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 2, 7, 7]
    let frame: [UInt8] = [0xFF, 0xF3, 0x64, 0xC4]
    #expect(joined(.mp3, [tag + frame, frame, tag + frame]).bytes == tag + frame + frame + frame)
    var joiner = SoundJoiner(.mp3, serial: 0)
    #expect(joiner.add(Array("RIFF".utf8)) == nil)
    #expect(joiner.add([]) == nil)
  }

  @Test func soundJoiner_refusesWhatIsNotOgg() {
    var joiner = SoundJoiner(.ogg, serial: 0)
    #expect(joiner.add([0xFF, 0xF3, 0x64, 0xC4]) == nil)
    #expect(joiner.finish() == [])
  }
}
