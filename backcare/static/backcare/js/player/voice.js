// The browser's own voice. It is off until somebody chooses it.

const canSpeak = () => "speechSynthesis" in window;

export function makeVoice() {
  const lang = document.documentElement.lang || "en-US";

  return {
    say(words) {
      if (!canSpeak() || !words) return;
      speechSynthesis.cancel();
      const spoken = new SpeechSynthesisUtterance(words);
      Object.assign(spoken, { lang, rate: 0.95 });
      speechSynthesis.speak(spoken);
    },
    // A number of a countdown must not wait for a sentence, nor break one off.
    count(n) {
      if (canSpeak() && !speechSynthesis.speaking) this.say(String(n));
    },
    hush() {
      if (canSpeak()) speechSynthesis.cancel();
    },
  };
}
