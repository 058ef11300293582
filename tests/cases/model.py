"""The format of the line model: what model.sh runs. Byte for byte through every model there is, sentences for damaged ones, and the
models Sillok ships. Standard library only; what needs numpy or a package for training is skipped where that is missing."""
import hashlib
import importlib.util
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "config/models/make"))
import alphabet      # noqa: E402
import network       # noqa: E402
import traineddata   # noqa: E402

STOCK = sorted(p for p in alphabet.STOCK.glob("*.traineddata"))
OURS = {w: ROOT / f"config/models/sillok_ko{s}.traineddata" for w, s in (("whole", ""), ("light", "_light"))}
PRESENT = [p for p in OURS.values() if p.exists()]
LINES = {}   # name of a model -> the parts of it


def parts(path):
    if path not in LINES:
        LINES[path] = traineddata.read(path.read_bytes(), str(path))
    return LINES[path]


def outcome(read, data):
    """What reading gives: None if it is read, else the sentence it is refused with; any other error is the test's failure."""
    try:
        read(data)
    except traineddata.Damaged as e:
        return str(e)
    return None


class RoundTrip(unittest.TestCase):
    def test_container(self):
        self.assertGreaterEqual(len(STOCK), 4)
        for path in STOCK + PRESENT:
            data = path.read_bytes()
            self.assertEqual(traineddata.write(parts(path), traineddata.entries(data)), data, path.name)

    def test_network_recoder_unicharset(self):
        read = [p for p in STOCK + PRESENT if "lstm" in parts(p)]
        self.assertGreaterEqual(len(read), 4)
        for path in read:
            p = parts(path)
            model = network.read(p["lstm"], path.name)
            self.assertEqual(network.write(model), p["lstm"], path.name)
            self.assertEqual(traineddata.write_recoder(traineddata.read_recoder(p["lstm-recoder"])), p["lstm-recoder"], path.name)
            self.assertEqual(traineddata.write_unicharset(traineddata.read_unicharset(p["lstm-unicharset"])), p["lstm-unicharset"], path.name)
            self.assertEqual(model["net"]["weights"], sum(m["rows"] * m["columns"] for m in network.matrices(model["net"])), path.name)

    def test_float_and_checkpoint(self):
        """No float model is installed, so one is made: as it is shipped (training 0) and as a checkpoint has it (1: updates and squares)."""
        for training in (0, 1):
            model = network.read(parts(alphabet.STOCK / "Hangul.traineddata")["lstm"])
            for layer in network.layers(model["net"]):
                layer["training"] = training
            for m in network.matrices(model["net"]):
                scales = struct.unpack(f"<{len(m['scales']) // 8}d", m.pop("scales"))
                whole = struct.unpack(f"{m['rows'] * m['columns']}b", m.pop("int8"))
                m.update(mode=m["mode"] & ~network.INT8, empty=bytes(8))
                m["float"] = struct.pack(f"<{len(whole)}d", *(w * scales[i // m["columns"]] for i, w in enumerate(whole)))
                if training:
                    m["updates"] = m["squares"] = (m["rows"], m["columns"], bytes(8), m["float"])
            data = network.write(model)
            again = network.read(data)
            self.assertEqual(network.write(again), data)
            self.assertEqual([m["float"] for m in network.matrices(again["net"])], [m["float"] for m in network.matrices(model["net"])])
            self.assertEqual(again["rest"], b"")


class Damage(unittest.TestCase):
    """Sentences: with a capital at the start or a path, a full stop at the end, and never another error or a wrong reading."""

    def refused(self, read, data, why):
        text = outcome(read, data)
        self.assertIsNotNone(text, f"{why} was read as if it were whole")
        self.assertRegex(text, r"^\S.* .*[.]$", why)

    def test_cut_off(self):
        p = parts(alphabet.STOCK / "Hangul.traineddata")
        chance = random.Random(1)
        for name, read in (("lstm", network.read), ("lstm-recoder", traineddata.read_recoder), ("lstm-unicharset", traineddata.read_unicharset)):
            for at in [0, 1, 3] + [chance.randrange(len(p[name]) - 1) for _ in range(60)]:
                self.refused(read, p[name][:at], f"{name} cut off at byte {at}")
        whole = (alphabet.STOCK / "Hangul.traineddata").read_bytes()
        for at in (0, 3, 100, 195, 300):
            self.refused(traineddata.read, whole[:at], f"the container cut off at byte {at}")

    def test_other_files(self):
        for data in (b"", b"%PDF-1.7\n" + bytes(500), b"\x7fELF" + bytes(500), bytes(1000), b"\xff" * 1000):
            self.refused(traineddata.read, data, repr(data[:8]))
            self.refused(network.read, data, repr(data[:8]))
            self.refused(traineddata.read_recoder, data + b"x", repr(data[:8]))
            self.refused(traineddata.read_unicharset, data, repr(data[:8]))

    def test_changed_bytes(self):
        """A changed byte is refused, or it was a number: then it is written as it was read."""
        p = parts(alphabet.STOCK / "Hangul.traineddata")
        chance, refused = random.Random(2), 0
        for name, read, write in (("lstm", network.read, network.write), ("lstm-recoder", traineddata.read_recoder, traineddata.write_recoder)):
            for _ in range(150):
                data = bytearray(p[name])
                data[chance.randrange(2000 if name == "lstm" else len(data))] ^= 1 << chance.randrange(8)
                if outcome(read, bytes(data)) is None:
                    self.assertEqual(write(read(bytes(data))), bytes(data))
                else:
                    refused += 1
        self.assertGreater(refused, 20)

    def test_wrong_numbers(self):
        p = parts(alphabet.STOCK / "Hangul.traineddata")
        self.refused(network.read, p["lstm"].replace(b"Softmax", b"Sxftmax"), "a layer of unknown kind")
        model = network.read(p["lstm"])
        model["null"] = 211
        self.refused(network.read, network.write(model), "a null beyond the codes")
        self.refused(traineddata.read_recoder, traineddata.write_recoder([(1, [0] * 10)]), "a code of ten parts")
        self.refused(lambda parts_: traineddata.write(parts_), {"lstm-words": b""}, "an entry that the format lacks")


class Alphabet(unittest.TestCase):
    def test_tables(self):
        symbols, more = alphabet.table("symbols.tsv"), alphabet.table("more.tsv")
        chars = [s["char"] for s in symbols]
        self.assertEqual(len(chars), len(set(chars)), "a sign stands twice in symbols.tsv")
        also = [chr(int(u[2:], 16)) for s in symbols for u in s["also"].split()]
        self.assertEqual(set(also) & set(chars), set(), "a sign is written both as itself and as another")
        self.assertEqual(len(also), len(set(also)), "a sign is written as two others")
        for m in more:
            self.assertTrue(all({"hangul": alphabet.is_syllable, "hanja": alphabet.is_han}[m["kind"]](c) for c in m["characters"]), m["kind"])

    def test_codes(self):
        if not all((alphabet.STOCK / f"{m}.traineddata").exists() for m in ("HanT", "HanS")) or not alphabet.WUBI.exists():
            self.skipTest("skipped: packages for training (tesseract-ocr-script-hant, -hans, rime-data-wubi) are not installed")
        a = alphabet.build()
        whole = [tuple(w) for w, _ in a["codes"].values()]
        self.assertEqual(len(whole), len(set(whole)))
        self.assertEqual(a["codes"][" "], ([0], [0]))
        self.assertEqual(a["codes"]["각"][0], alphabet.stock("Hangul")["각"])
        self.assertTrue(all(0 <= k < a["whole"] and k != a["null"] for w in whole for k in w))
        self.assertTrue(all(len(w) <= traineddata.MAX_CODE for w in whole))
        # 江 is the water radical and 工: the same first code as 河 and 海, as in HanT; 浿 is not in HanT
        first = {a["codes"][c][0][0] for c in "江河海洋漢浿"}
        self.assertEqual(len(first), 1, "characters with one radical are asked for by different codes")
        self.assertEqual({c for c in alphabet.rows(16, 40) + alphabet.rows(42, 93) if c not in a["codes"]}, set())
        for c in "·「」『』〈〉《》“”‘’～–—①Ⅰ%℃㎢":
            self.assertIn(c, a["codes"])


class Rounding(unittest.TestCase):
    def test_int8_as_tesseract_makes_it(self):
        if not importlib.util.find_spec("numpy") or not shutil.which("lstmtraining"):
            self.skipTest("skipped: numpy or lstmtraining is not installed")
        path = alphabet.STOCK / "Hangul.traineddata"
        p = dict(parts(path))
        model = network.read(p["lstm"])
        arrays = []
        for m in network.matrices(model["net"]):
            arrays.append(network.floats(m) * 1.01)   # no longer exact multiples, so that rounding is put to the test
            arrays[-1][:, 1] *= 0.777
            m.clear()
            m.update(network.plain(arrays[-1]))
        model["flags"] &= ~network.TRAINING_INT8
        with tempfile.TemporaryDirectory() as folder:
            p["lstm"] = network.write(model)
            p = {k: v for k, v in p.items() if "dawg" not in k}
            Path(folder, "in.lstm").write_bytes(p["lstm"])
            Path(folder, "in.traineddata").write_bytes(traineddata.write(p))
            subprocess.run(["lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", f"{folder}/in.lstm", "--traineddata",
                            f"{folder}/in.traineddata", "--model_output", f"{folder}/out.traineddata"], check=True, capture_output=True,
                           env={**os.environ, "OMP_THREAD_LIMIT": "1"})
            made = network.read(traineddata.read(Path(folder, "out.traineddata").read_bytes())["lstm"])
        for theirs, array in zip(network.matrices(made["net"]), arrays, strict=True):
            ours = network.quantized(array)
            self.assertEqual(ours["int8"], theirs["int8"])
            self.assertEqual(ours["scales"], theirs["scales"][:len(ours["scales"])])


class Shipped(unittest.TestCase):
    def test_models(self):
        if not PRESENT:
            self.skipTest("skipped: config/models has no sillok_ko*.traineddata")
        self.assertEqual(PRESENT, list(OURS.values()), "one of the two models is missing")
        self.assertLessEqual(OURS["whole"].stat().st_size, 8 << 20)
        sets = {}
        for which, path in OURS.items():
            p = parts(path)
            lines = traineddata.read_unicharset(p["lstm-unicharset"])
            chars, codes = traineddata.characters(lines), [c for _, c in traineddata.read_recoder(p["lstm-recoder"])]
            model = network.read(p["lstm"], path.name)
            self.assertEqual(len(chars), len(codes))
            self.assertEqual(len(set(chars)), len(chars), "a character stands twice")
            self.assertEqual(len({tuple(c) for c in codes[3:]}), len(codes) - 3, "two characters have the same codes")
            self.assertLess(max(k for c in codes for k in c), model["net"]["outputs"])
            self.assertEqual([codes[0], codes[1], codes[2]], [[0], [model["null"]], [model["null"]]])
            self.assertTrue(all(m["mode"] & network.INT8 for m in network.matrices(model["net"])), "weights that are not int8 are slow")
            self.assertEqual({line.split(" ")[3] for line in lines[1:]}, {"Kore", "Latin", "Greek", "Common"},
                             "Tesseract leaves out the spaces between characters of the scripts Hangul and Han")
            self.assertTrue({"lstm-word-dawg", "lstm-punc-dawg", "lstm-number-dawg", "version"} <= set(p))
            sets[which] = set(chars)
        need = set(alphabet.rows(16, 40)) | {chr(c) for c in range(32, 127)} | set("·「」『』〈〉《》“”‘’～–—…①⑩ⅠⅩ%℃㎢㎡±≤≥→※○●□■△▲")
        self.assertEqual(need - sets["light"], set())
        self.assertEqual((need | set(alphabet.rows(42, 93))) - sets["whole"], set())
        self.assertIn(alphabet.GETA, sets["light"])
        self.assertNotIn(alphabet.GETA, sets["whole"])
        print(*(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}" for path in OURS.values()), sep="\n")


if __name__ == "__main__":
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]))
    for _, why in result.skipped:
        print(why)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped")
    sys.exit(failed > 0)
