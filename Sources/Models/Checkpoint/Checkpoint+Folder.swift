import Foundation
import Inputs

/// Folders that hold something else than a model's tensors: what it is and what to do.
extension Checkpoint {
  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// An adapter changes the weights of another model; neither it nor its base alone is the model that runs.
  static func refuseAdapter(_ folder: String) throws(InputError) {
    let files = names(in: folder)
    guard
      let adapter = files.first(where: {
        $0 == "adapter_config.json" || ($0.hasPrefix("adapter_model") && !$0.hasSuffix(".txt"))
      })
    else { return }
    throw InputError(
      file: path(folder, adapter),
      message: "an adapter, which changes the weights of the model that it is made for; "
        + "merge it into that model (`merge_and_unload` in peft) and save the whole")
  }

  /// What to say where there is no file of tensors that is read.
  static func withoutTensors(_ folder: String) -> String {
    let files = names(in: folder)
    func first(_ endings: String...) -> String? {
      files.first { file in endings.contains { file.lowercased().hasSuffix($0) } }
    }
    if let other = first(".safetensors") {
      return "no model.safetensors here; \(other) must be renamed, or listed in model.safetensors.index.json"
    }
    if let pickle = first(".bin", ".pt", ".pth", ".ckpt", ".pkl") {
      return "only \(pickle) is here, a pickle, which is not read; save the model as model.safetensors"
    }
    if let quantised = first(".gguf", ".ggml") {
      return "only \(quantised) is here, a file of llama.cpp, which is not read; "
        + "save the model that it was made from as model.safetensors"
    }
    if let other = first(".npz", ".npy", ".msgpack", ".h5", ".onnx", ".nemo", ".index") {
      return "only \(other) is here, which is not read; save the model as model.safetensors"
    }
    return "no model.safetensors and no model.safetensors.index.json here"
  }
}
