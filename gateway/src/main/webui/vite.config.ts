import { defineConfig } from "vitest/config";
import { licenses } from "./dev/licenses";
import { mockGateway } from "./dev/mock-gateway";

// The page is served under a policy of default-src 'self': nothing may be inlined into the document.
export default defineConfig(({ mode }) => ({
  plugins: [licenses(), ...(mode === "mock" ? [mockGateway()] : [])],
  esbuild: { jsx: "automatic" },
  build: {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // In development beside a running gateway, `npm run dev` passes the API through to it.
    proxy: mode === "mock" ? {} : { "/api": process.env["NEXUS_GATEWAY"] ?? "http://localhost:8080" },
  },
  test: {
    environment: "node",
    include: ["test/**/*.test.{ts,tsx}"],
  },
}));
