import { createDecoder } from 'libopus-wasm';
import { BufferSource, EncodedPacketSink, Input, OGG } from 'mediabunny';

/** As a player hears it: channels of 8 kHz. */
export async function play(file: Buffer, channels: 1 | 2): Promise<{ sound: Int16Array[]; seconds: number }> {
  const input = new Input({ formats: [OGG], source: new BufferSource(file) });
  const track = (await input.getPrimaryAudioTrack())!;
  const decoder = await createDecoder({ sampleRate: 8000, channels });
  const parts: Int16Array[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) parts.push(decoder.decode(packet.data));
  const all = Int16Array.from(parts.flatMap((part) => [...part]));
  decoder.free();
  const sound = Array.from({ length: channels }, (_, channel) =>
    all.filter((_sample, at) => at % channels === channel),
  );
  return { sound, seconds: await input.computeDuration() };
}
