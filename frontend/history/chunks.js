// @ts-check
/** Bytes of a file, piece by piece. */

/**
 * Not `for await` over the stream itself: Safari lacks it.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* chunksOf(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early must not leave the rest being inflated.
    await reader.cancel().catch(() => {});
  }
}
