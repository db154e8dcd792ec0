struct LeanScript {}
