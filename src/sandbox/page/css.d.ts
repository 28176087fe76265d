/** esbuild turns an imported style sheet into main.css; it has no exports. */
declare module '*.css';
